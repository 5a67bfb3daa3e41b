import { Deduplicator } from '../../../pbx/events/deduplicator';
import { perTrigger } from './perTrigger';

export const deduplicatorFor = perTrigger(() => new Deduplicator(Date));
