import type { Sessions } from '../sessions/sessions.cts';
import type { ReportAddress } from './reportAddress.cts';

/** How a client signed in, as far as its reports depend on it. */
export interface Client {
	/** Empty when it named none. */
	version: string;
	format: 'json' | 'xml';
}

/** To whom a report goes. */
export interface Recipient {
	token: string;
	address: ReportAddress;
	client: Client;
}

/** Which client wants the reports where. Only a live token gets any. */
export class ReportAddresses {
	/** The newest last. */
	private recipients = new Map<string, Recipient>();

	constructor(private readonly sessions: Sessions) {}

	signedIn(token: string, address: ReportAddress, client: Client): void {
		this.recipients.set(token, { token, address, client });
	}

	moved(token: string, address: ReportAddress): void {
		const client = this.recipients.get(token)?.client ?? { version: '', format: 'json' };
		this.recipients.delete(token);
		this.recipients.set(token, { token, address, client });
	}

	/** `token`: every live token has an address of its own. `apiUser`: they share the one named last. */
	current(addressOf: 'token' | 'apiUser'): Recipient[] {
		for (const token of this.recipients.keys()) {
			if (!this.sessions.isKnown(token)) this.recipients.delete(token);
		}
		const all = [...this.recipients.values()];
		const alive = all.filter(({ token }) => this.sessions.isAlive(token));
		if (addressOf === 'token') return alive;
		const newest = all.at(-1);
		const speaker = alive.at(-1);
		return newest && speaker ? [{ ...speaker, address: newest.address }] : [];
	}
}
