export { searchExtensions, searchMonitored, searchSupervisors } from './extensions';
export { searchQueues, searchTransferTargets } from './queues';
export { searchRecordings } from './recordings';
