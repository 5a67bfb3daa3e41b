import type { Done, Failure } from './failure';
import type { DomainEvent, EventName } from './event';

/** What one report says; undefined when it is none that is known. The zone is the PBX's (IANA name). */
export type ParseReport = (report: string, timeZone: string) => DomainEvent | undefined;

/** An event, and what distinguishes it from another one of the same call where its parties do not. */
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

/** We ask the PBX, in a session that nothing else uses. */
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

/** Asks a PBX for its events. Its calls come one after the other. */
export interface EventListener {
	/**
	 * Signs in, and checks as far as the PBX shows it that the user may see events: `forbidden` where
	 * not. From here on no event is lost.
	 */
	open(): Promise<Done | Failure>;
	/**
	 * What happened since the last time, each event once. A PBX with a long poll answers when something
	 * happens; nothing for some time is an empty list. After a failure it may be called again: it signs
	 * in where that is needed, and compares what it knew with the state of the PBX.
	 */
	next(): Promise<DomainEvent[] | Failure>;
	/** Ends the session, and with it a poll that runs. */
	close(): Promise<void>;
}

/** What a connected PBX does for its events. Where the user enters our address, it does nothing. */
export type Events = ReportRegistration | { arrive: 'pasted' };
