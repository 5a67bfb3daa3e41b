/** The four phones of the bench. */
export const phoneNames = ['A', 'B', 'C', 'D'] as const;
export type PhoneName = (typeof phoneNames)[number];

export const extensionOf: Record<PhoneName, string> = {
	A: '1001',
	B: '1002',
	C: '1003',
	D: '1004',
};

/**
 * What each phone says, in hertz. No tone is a multiple or a simple sum or difference of others, as
 * A-law makes such harmonics; all are multiples of 10 Hz, so that they fit into 100 ms.
 */
export const toneOf: Record<PhoneName, number> = { A: 1730, B: 430, C: 1010, D: 2510 };

/** How loud each phone says it. */
export const toneDbfs = -15;
