import { monitoringByDriver } from './driverSubject.cts';
import { Bench } from '../bench.cts';
import { plainAmi } from './plainAmi.cts';
import type { MonitoringSubject } from './monitoringSubject.cts';

export type Subject = (bench: Bench) => Promise<MonitoringSubject>;

/** What can be put to the proof, by the name that `--under-test` takes. */
export const subjects: Record<string, Subject> = {
	ami: (bench) => plainAmi(bench.url, Bench.users.n8n),
	driver: (bench) => Promise.resolve(monitoringByDriver(bench)),
};
