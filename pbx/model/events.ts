import type { Done, Failure } from './failure';
import type { DomainEvent } from './event';

/** Where the PBX sends its reports, as the PBX reaches it: plain HTTP. */
export interface ReportAddress {
	host: string;
	port: number;
	/** With its leading slash. */
	path: string;
}

/** `192.168.1.20:5678/webhook/…`, without a scheme. */
export function formatAddress({ host, port, path }: ReportAddress): string {
	return `${host}:${port}${path}`;
}

interface Readable {
	/** What one report says; undefined when it is none that is known. */
	read: (report: string) => DomainEvent | undefined;
}

/** The address is registered through the API, and again with every heartbeat. */
export interface HeartbeatReports extends Readable {
	arrive: 'heartbeat';
	/** Keeps the session alive and sends the reports to this address. */
	register(address: ReportAddress): Promise<Done | Failure>;
	/** Sends the reports back to the default port of the host that had them. */
	release(address: ReportAddress): Promise<Done | Failure>;
}

/** How a PBX tells what happens. A PBX whose address is pasted or that is polled is one more kind. */
export type Reports = HeartbeatReports;
