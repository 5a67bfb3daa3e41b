import type { PbxEvent } from '../../../model/pbxEvents.cts';
import { Outbox, type SendingRules } from '../../../reports/outbox.cts';
import { readAddress, type AddressRequest } from '../../../reports/reportAddress.cts';
import { ReportAddresses, type Client } from '../../../reports/reportAddresses.cts';
import type { Sessions } from '../../../sessions/sessions.cts';
import type { Device } from '../device.cts';
import { reportsOf } from './reports.cts';
import type { Switches } from '../switches.cts';

/** Reports to the clients what happens on the phones. */
export class Reporting {
	readonly outbox = new Outbox();
	private readonly addresses: ReportAddresses;
	private startReported = true;

	constructor(
		private readonly sessions: Sessions,
		private readonly switches: Switches,
		private readonly device: Device,
	) {
		this.addresses = new ReportAddresses(sessions);
	}

	signedIn(token: string, request: AddressRequest, client: Client): void {
		const address = readAddress(this.asKept(request));
		if (address !== 'malformed') this.addresses.signedIn(token, address, client);
	}

	/** A heartbeat named an address. */
	moved(token: string, request: AddressRequest): 'done' | 'refused' {
		if (this.switches.longReportAddress === 'errno20011' && this.isTooLong(request))
			return 'refused';
		const address = readAddress(this.asKept(request));
		if (address === 'malformed') return 'refused';
		this.addresses.moved(token, address);
		if (!this.startReported) {
			this.startReported = true;
			this.report({ what: 'started' });
		}
		return 'done';
	}

	/** After a restart no client is signed in: the first one that names an address gets the report. */
	restarted(): void {
		this.startReported = false;
	}

	report(event: PbxEvent): void {
		const { switches, device } = this;
		for (const { address, token, client } of this.addresses.current(switches.reportAddressOf)) {
			const bodies = reportsOf(event, device.serialNumber, switches, client);
			for (const body of bodies) this.outbox.send(address, body, this.rules());
			if (bodies.length > 0 && switches.reportsProlongToken === 'yes') this.sessions.use(token);
		}
	}

	private rules(): SendingRules {
		const { reportsInFlight, reportPatience, reportAnswer, reportRetry, reportCopies } =
			this.switches;
		return {
			inFlight: reportsInFlight === 'any' ? Infinity : Number(reportsInFlight),
			timeoutMs: Number(reportPatience) * 1000,
			awaited: reportAnswer === 'awaited',
			retry: reportRetry === 'yes',
			copies: reportCopies === 'two' ? 2 : 1,
		};
	}

	private longest(): number {
		const { reportAddressLength } = this.switches;
		return reportAddressLength === 'any' ? Infinity : Number(reportAddressLength);
	}

	private isTooLong({ url }: AddressRequest): boolean {
		return url.length > this.longest();
	}

	private asKept(request: AddressRequest): AddressRequest {
		return this.isTooLong(request)
			? { ...request, url: request.url.slice(0, this.longest()) }
			: request;
	}
}
