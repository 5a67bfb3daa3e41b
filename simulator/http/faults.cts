export const hostileXml = ['entityBomb', 'externalEntity', 'prototypeTags', 'deepNesting'] as const;

/** What goes wrong with one request. */
export type Trouble =
	/** Sleeps, then acts and answers. */
	| { kind: 'delayBeforeActing'; milliseconds: number }
	/** Acts, sleeps, then answers. */
	| { kind: 'delayAfterActing'; milliseconds: number }
	/** Acts, but never answers. */
	| { kind: 'silence' }
	| { kind: 'cutBeforeActing' }
	| { kind: 'cutAfterActing' }
	/** The web server before the PBX answers; the PBX does not act. */
	| { kind: 'httpStatus'; status: number }
	| { kind: 'redirect'; location: string }
	| { kind: 'htmlPage' }
	/** The PBX acts; its answer is damaged. */
	| { kind: 'emptyBody' }
	| { kind: 'truncated' }
	| { kind: 'wrongFormat' }
	| { kind: 'hostileXml'; attack: (typeof hostileXml)[number] }
	/** The PBX refuses with this number instead of acting. */
	| { kind: 'errno'; errno: string };

export interface Fault {
	trouble: Trouble;
	/** Such as `extension/whisper`; every endpoint when absent. */
	endpoint?: string;
	/** For how many requests; one when absent. */
	requests?: number;
}

/** Faults that wait for their request. */
export class Faults {
	private waiting: Required<Pick<Fault, 'requests' | 'trouble'> & { endpoint: string }>[] = [];

	add({ trouble, endpoint = 'all', requests = 1 }: Fault): void {
		this.waiting.push({ trouble, endpoint, requests });
	}

	clear(): void {
		this.waiting = [];
	}

	list(): Fault[] {
		return structuredClone(this.waiting);
	}

	/** The oldest fault for this endpoint; counts down its requests. */
	take(endpoint: string): Trouble | undefined {
		const fault = this.waiting.find(
			(each) => each.endpoint === 'all' || each.endpoint === endpoint,
		);
		if (!fault) return undefined;
		fault.requests -= 1;
		this.waiting = this.waiting.filter((each) => each.requests > 0);
		return fault.trouble;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function isTrouble(value: unknown): value is Trouble {
	if (!isRecord(value)) return false;
	switch (value.kind) {
		case 'silence':
		case 'cutBeforeActing':
		case 'cutAfterActing':
		case 'htmlPage':
		case 'emptyBody':
		case 'truncated':
		case 'wrongFormat':
			return true;
		case 'delayBeforeActing':
		case 'delayAfterActing':
			return typeof value.milliseconds === 'number';
		case 'httpStatus':
			return typeof value.status === 'number' && value.status >= 200 && value.status <= 599;
		case 'redirect':
			return typeof value.location === 'string';
		case 'errno':
			return typeof value.errno === 'string';
		case 'hostileXml':
			return hostileXml.some((attack) => attack === value.attack);
		default:
			return false;
	}
}

export function isFault(value: unknown): value is Fault {
	if (!isRecord(value) || !isTrouble(value.trouble)) return false;
	const { endpoint, requests } = value;
	if (endpoint !== undefined && typeof endpoint !== 'string') return false;
	return requests === undefined || (Number.isInteger(requests) && Number(requests) > 0);
}
