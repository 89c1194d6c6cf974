import { endsInTheTruth } from './store.ts';

endsInTheTruth(1, 25);
