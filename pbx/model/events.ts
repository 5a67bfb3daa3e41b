import type { Done, Failure } from './failure';
import type { DomainEvent, EventName } from './event';

/** What one report says; undefined when it is none that is known. The zone is the PBX's (IANA name). */
export type ParseReport = (report: string, timeZone: string) => DomainEvent | undefined;

/** An event, and what tells it from another one of the same call, where its parties do not. */
export interface ReportedEvent {
	event: DomainEvent;
	occasion?: string;
}

/** As `ParseReport`, with a memory of the reports before. */
export type ReportReader = (report: string, timeZone: string) => ReportedEvent | undefined;

interface Source {
	/** The events that this kind of PBX reports. */
	eventNames: readonly EventName[];
}

/** We register our address through the API, and again with every heartbeat. */
interface RegisteredSource extends Source {
	arrive: 'registered';
	parseReport: ParseReport;
}

/** The user enters our address on a page of the PBX; it never changes, and each report is signed. */
export interface PastedSource extends Source {
	arrive: 'pasted';
	/** Reads the reports of one PBX in their order: what one leaves out of a call, others say. */
	createReader(): ReportReader;
	/** Where on the PBX's web page the address is entered. */
	page: string;
	/** The PBX's own names of the reports that are events. */
	tick: readonly string[];
	/** Whether the report was signed with one of the secrets that the PBX shows to its administrator. */
	verify(
		report: Uint8Array,
		headers: Readonly<Record<string, string>>,
		secrets: readonly string[],
	): boolean;
}

/** We ask the PBX. */
interface PolledSource extends Source {
	arrive: 'polled';
}

/** How a kind of PBX reports what happens on its phones: what is known without a connection to one. */
export type EventSource = RegisteredSource | PastedSource | PolledSource;

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

/** The one address to which a PBX sends its reports. */
export interface ReportRegistration {
	arrive: 'registered';
	/** Keeps the session alive and sends the reports to this address. */
	register(address: ReportAddress): Promise<Done | Failure>;
	/** Sends the reports back to the default port of the host that had them. */
	release(address: ReportAddress): Promise<Done | Failure>;
}

export interface EventPolling {
	arrive: 'polled';
	/**
	 * The events after the cursor of the call before; without one, from now on. A PBX with a long poll
	 * answers when something happens, until `signal` ends it.
	 */
	poll(
		cursor?: string,
		signal?: AbortSignal,
	): Promise<{ events: DomainEvent[]; cursor: string } | Failure>;
}

/** What a connected PBX does for its events. Where the user enters our address, it does nothing. */
export type Events = ReportRegistration | EventPolling | { arrive: 'pasted' };
