import type { ReportAddress } from '../../../pbx/model/events';

/** Who wants the reports of a PBX. */
export interface Registration {
	/** The node, by the ids of workflow and node: the same in its test listen. */
	trigger: string;
	/** `"PBX Trigger" of the workflow "VIP calls"` */
	name: string;
	/** n8n's own address of the webhook: another one for a test listen. */
	url: string;
	purpose: 'production' | 'test';
	/** n8n's id of the credential, and what its fields say: either makes it the same PBX. */
	credential: { id: string; fingerprint: string };
	address: ReportAddress;
	key: string;
	/** When the PBX last took the address, ms since 1970; absent: it has not yet. */
	registeredAtMs?: number;
	/** When it ends even if nobody gives it back, ms since 1970. */
	expiresAtMs: number;
}

/**
 * The one place to which each PBX reports, as far as this process gives it away. A test listen comes
 * before production, which waits and then has it again.
 */
export class ReportRegistry {
	private registrations: Registration[] = [];

	constructor(private readonly now: () => number = Date.now) {}

	/** Whoever has it already, for the same purpose; otherwise it is the claimant's. */
	register(claim: Registration): Registration | undefined {
		const rival = this.sharing(claim).find(
			({ purpose, url }) => purpose === claim.purpose && url !== claim.url,
		);
		if (rival) return rival;
		this.release(claim);
		this.registrations.push(claim);
		return undefined;
	}

	release({ url }: Pick<Registration, 'url'>): void {
		this.registrations = this.registrations.filter((each) => each.url !== url);
	}

	/** What was claimed for an address. */
	at(url: string): Registration | undefined {
		return this.current().find((each) => each.url === url);
	}

	/** What a node claimed for a purpose. */
	of(trigger: string, purpose: Registration['purpose']): Registration | undefined {
		return this.current().find((each) => each.trigger === trigger && each.purpose === purpose);
	}

	/** Who gets the reports of the claimant's PBX now. */
	activeFor(claim: Pick<Registration, 'credential'>): Registration | undefined {
		const sharing = this.sharing(claim);
		return sharing.find(({ purpose }) => purpose === 'test') ?? sharing[0];
	}

	private sharing({ credential }: Pick<Registration, 'credential'>): Registration[] {
		return this.current().filter(
			(each) =>
				each.credential.id === credential.id ||
				each.credential.fingerprint === credential.fingerprint,
		);
	}

	private current(): Registration[] {
		const now = this.now();
		this.registrations = this.registrations.filter(({ expiresAtMs }) => now < expiresAtMs);
		return this.registrations;
	}
}

/** What this process knows; n8n's other processes do not see it. */
export const reportRegistry = new ReportRegistry();
