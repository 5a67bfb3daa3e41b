import type { ReportAddress } from '../../pbx/reports/reports';

/** Who wants the reports of a PBX. */
export interface Claim {
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
	toldAt?: number;
	/** When it ends even if nobody gives it back, ms since 1970. */
	until: number;
}

/**
 * The one place to which each PBX reports, as far as this process gives it away. A test listen comes
 * before production, which waits and then has it again.
 */
export class Slots {
	private claims: Claim[] = [];

	constructor(private readonly now: () => number = Date.now) {}

	/** Whoever has it already, for the same purpose; otherwise it is the claimant's. */
	claim(claim: Claim): Claim | undefined {
		const rival = this.sharing(claim).find(
			({ purpose, url }) => purpose === claim.purpose && url !== claim.url,
		);
		if (rival) return rival;
		this.giveBack(claim);
		this.claims.push(claim);
		return undefined;
	}

	giveBack({ url }: Pick<Claim, 'url'>): void {
		this.claims = this.claims.filter((each) => each.url !== url);
	}

	/** What was claimed for an address. */
	at(url: string): Claim | undefined {
		return this.current().find((each) => each.url === url);
	}

	/** What a node claimed for a purpose. */
	of(trigger: string, purpose: Claim['purpose']): Claim | undefined {
		return this.current().find((each) => each.trigger === trigger && each.purpose === purpose);
	}

	/** Who gets the reports of the claimant's PBX now. */
	holder(claim: Pick<Claim, 'credential'>): Claim | undefined {
		const sharing = this.sharing(claim);
		return sharing.find(({ purpose }) => purpose === 'test') ?? sharing[0];
	}

	private sharing({ credential }: Pick<Claim, 'credential'>): Claim[] {
		return this.current().filter(
			(each) =>
				each.credential.id === credential.id ||
				each.credential.fingerprint === credential.fingerprint,
		);
	}

	private current(): Claim[] {
		const now = this.now();
		this.claims = this.claims.filter(({ until }) => now < until);
		return this.claims;
	}
}

/** What this process knows; n8n's other processes do not see it. */
export const slots = new Slots();
