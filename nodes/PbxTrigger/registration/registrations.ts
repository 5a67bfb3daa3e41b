import type { ReportAddress } from '../../../pbx/model/events';
import type { Failure } from '../../../pbx/model/failure';

/** A workflow that wants the reports of a PBX. */
export interface Registration {
	/** The node, by the ids of workflow and node: the same in its test listen. */
	trigger: string;
	node: string;
	workflow: string;
	/** n8n's own address of the webhook: another one for a test listen. */
	url: string;
	purpose: 'production' | 'test';
	/** The address of the PBX in one spelling: two credentials may open the same PBX. */
	pbx: string;
	/** n8n's id of the credential, which is the same PBX even if its address is corrected. */
	credentialId: string;
	address: ReportAddress;
	key: string;
	/** The zone in which the PBX writes its times. */
	timeZone: string;
	/** When the PBX last accepted the address, ms since 1970; absent: it has not yet. */
	registeredAtMs?: number;
	/** Why the last heartbeat, or the registration, failed. */
	failure?: Failure;
	/** When it ends without being released, ms since 1970. */
	expiresAtMs: number;
}

/** `"PBX Trigger" of the workflow "VIP calls"` */
export function nameOf({ node, workflow }: Registration): string {
	return `"${node}" of the workflow "${workflow}"`;
}

type PbxOf = Pick<Registration, 'pbx' | 'credentialId'>;

/**
 * Which workflow gets the reports of each PBX, as far as this process knows: a PBX has one report address.
 * A test listen comes before production, which waits and then has it again.
 */
export class ReportRegistry {
	private registrations: Registration[] = [];

	constructor(private readonly now: () => number = Date.now) {}

	/** The conflicting registration for the same purpose; without one, the new one is kept. */
	register(registration: Registration): Registration | undefined {
		const conflicting = this.sharing(registration).find(
			({ purpose, url }) => purpose === registration.purpose && url !== registration.url,
		);
		if (conflicting) return conflicting;
		this.release(registration);
		this.registrations.push(registration);
		return undefined;
	}

	release({ url }: Pick<Registration, 'url'>): void {
		this.registrations = this.registrations.filter((each) => each.url !== url);
	}

	/** The registration of a webhook. */
	at(url: string): Registration | undefined {
		return this.current().find((each) => each.url === url);
	}

	/** The registration of a node for a purpose. */
	of(trigger: string, purpose: Registration['purpose']): Registration | undefined {
		return this.current().find((each) => each.trigger === trigger && each.purpose === purpose);
	}

	/** The registration that gets the reports of a PBX now. */
	activeFor(pbx: PbxOf): Registration | undefined {
		const sharing = this.sharing(pbx);
		return sharing.find(({ purpose }) => purpose === 'test') ?? sharing[0];
	}

	private sharing({ pbx, credentialId }: PbxOf): Registration[] {
		return this.current().filter((each) => each.pbx === pbx || each.credentialId === credentialId);
	}

	private current(): Registration[] {
		const now = this.now();
		this.registrations = this.registrations.filter(({ expiresAtMs }) => now < expiresAtMs);
		return this.registrations;
	}
}

/** What this process knows; n8n's other processes do not see it. */
export const reportRegistry = new ReportRegistry();
