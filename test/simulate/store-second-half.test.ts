import { endsInTheTruth } from './store.ts';

endsInTheTruth(26, 50);
