import { monitoringByDriver } from './driverSubject.cts';
import { Bench } from '../bench.cts';
import { plainAmi } from './plainAmi.cts';
import type { MonitoringSubject } from './monitoringSubject.cts';

export type OpenSubject = (bench: Bench) => Promise<MonitoringSubject>;

/** What can be put to the proof, by the name that `--subject` takes. */
export const subjects: Record<string, OpenSubject> = {
	ami: (bench) => plainAmi(bench.url, Bench.users.n8n),
	driver: (bench) => Promise.resolve(monitoringByDriver(bench)),
};
