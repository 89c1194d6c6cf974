import { endsInTheTruth } from './store.ts';

endsInTheTruth(101, 200);
