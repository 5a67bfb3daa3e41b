import type { ReportAddress } from '../../../pbx/model/events';
import type { Failure } from '../../../pbx/model/failure';

/** How a trigger found its own webhook when it asked n8n for it over HTTP. */
export type WebhookState = 'answers' | 'gone' | 'unreachable';

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
	/** How the last heartbeats found the webhook, and how many of them; absent before the first. */
	webhook?: { state: WebhookState; beats: number };
	/** The trigger that took over the report address, by its name. */
	replacedBy?: string;
	/** When it ends without being released, ms since 1970. */
	expiresAtMs: number;
}

/** `"PBX Trigger" of the workflow "VIP calls"` */
export function nameOf({ node, workflow }: Registration): string {
	return `"${node}" of the workflow "${workflow}"`;
}

/** So many beats in a row did not reach the own webhook: the newest activation wins. */
export const beatsUntilReplaceable = 2;

type PbxOf = Pick<Registration, 'pbx' | 'credentialId'>;

/**
 * Which workflow gets the reports of each PBX, as far as this process knows: a PBX has one report address.
 * A test listen comes before production, which waits and then has it again.
 */
export class ReportRegistry {
	private registrations: Registration[] = [];

	constructor(private readonly now: () => number = Date.now) {}

	/**
	 * The conflicting registration for the same purpose. Without one the new registration is kept, and those
	 * whose webhook n8n does not serve or reach are replaced.
	 */
	register(registration: Registration): { conflicting?: Registration; replaced: Registration[] } {
		const others = this.current().filter(
			(each) =>
				isSamePbx(each, registration) &&
				each.purpose === registration.purpose &&
				each.url !== registration.url,
		);
		const conflicting = others.find((each) => !isReplaceable(each));
		if (conflicting) return { conflicting, replaced: [] };
		for (const other of others) {
			other.replacedBy = nameOf(registration);
			this.release(other);
		}
		this.release(registration);
		this.registrations.push(registration);
		return { replaced: others };
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

	/** A registration whose webhook is gone gets no reports. */
	private sharing(pbx: PbxOf): Registration[] {
		return this.current().filter((each) => isSamePbx(each, pbx) && each.webhook?.state !== 'gone');
	}

	private current(): Registration[] {
		const now = this.now();
		this.registrations = this.registrations.filter(({ expiresAtMs }) => now < expiresAtMs);
		return this.registrations;
	}
}

function isSamePbx(one: PbxOf, other: PbxOf): boolean {
	return one.pbx === other.pbx || one.credentialId === other.credentialId;
}

function isReplaceable({ webhook }: Registration): boolean {
	if (webhook?.state === 'gone') return true;
	return webhook?.state === 'unreachable' && webhook.beats >= beatsUntilReplaceable;
}

/** What this process knows; n8n's other processes do not see it. */
export const reportRegistry = new ReportRegistry();
