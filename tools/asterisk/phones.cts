/** The four phones of the bench. */
export const phoneNames = ['A', 'B', 'C', 'D'] as const;
export type PhoneName = (typeof phoneNames)[number];

export const extensionOf: Record<PhoneName, string> = {
	A: '1001',
	B: '1002',
	C: '1003',
	D: '1004',
};

/** Names of the channels that belong to a phone. */
export function channelsOf(name: PhoneName): RegExp {
	return new RegExp(`^PJSIP/${extensionOf[name]}-`);
}

/** The phone that is also the customer outside, at the other end of the trunk. */
export const outsidePhone: PhoneName = 'D';

/** The trunk as the PBX calls it, the number by which the customer calls, and the domain of that phone's line. */
export const trunk = {
	name: 'provider',
	customer: '0151234567',
	domain: 'outside.example',
} as const;

/** What a phone registers as at the PBX. */
export function linesOf(name: PhoneName): string[] {
	return name === outsidePhone ? [extensionOf[name], trunk.name] : [extensionOf[name]];
}

/** A queue; its agents are B and, behind a Local channel, C. */
export const queue = '6700';

/** A queue whose only agent is C, behind a Local channel as on FreePBX; nobody calls it. */
export const localQueue = '6701';

/** A queue without agents; nobody calls it either. */
export const emptyQueue = '6702';

/** A conference: all callers hear each other. */
export const conference = '601';

/** The number of a voice menu outside, and the trunk to it: at its other end is this same PBX. */
export const menu = { number: '603', trunk: 'menu' } as const;

/**
 * Dialled in front of an extension: the PBX records the call at the caller's end, or at the called one's;
 * no phone may transfer it.
 */
export const prefixes = {
	recordedAtCaller: '51',
	recordedAtCalled: '52',
	notTransferable: '53',
} as const;

/** How many calls can be parked at a time; the first slot. */
export const parkingLot = { firstSlot: 71, slots: 2 } as const;

/** Wrap-up time of B after a call of the queue. */
export const wrapUpSeconds = 5;

/**
 * What each phone says, in hertz. No tone is a multiple or a simple sum or difference of others, as
 * A-law makes such harmonics; all are multiples of 10 Hz, so that they fit into 100 ms.
 */
export const toneOf: Record<PhoneName, number> = { A: 1730, B: 430, C: 1010, D: 2510 };

/** The PBX's own beep, in hertz. */
export const beepHertz = 3310;

/** A number that plays a recording once and hangs up. */
export const announcement = { number: '701', sound: 'announcement', hertz: 2090, seconds: 4 };

/** How loud each phone says it, and the PBX its sounds. */
export const toneDbfs = -15;
