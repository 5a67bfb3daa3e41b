/** Yeastar's general table: the words to each number. */
export const errcodes = {
	'-2': 'INTERNAL SERVER ERROR',
	'-1': 'FAILURE',
	'10001': 'INTERFACE NOT EXISTED',
	'10003': 'API VERSION UNSUPPORTED',
	'10004': 'TOKEN EXPIRED',
	'10005': 'ACCESS DENIED',
	'10009': 'OPERATION FAILED',
	'40001': 'PARAMETER SYNTAX ERROR',
	'40002': 'PARAMETER ERROR',
	'60001': 'DATA NOT FOUND',
	'60002': 'MAX LIMITATION EXCEEDED',
	'70004': 'ACCOUNT IP BLOCKED',
	'70084': 'ACTION FORBIDDEN',
	'70087': 'IP FORBIDDEN',
	'70123': 'API UNAVAILABLE',
	'70130': 'CHANNEL ID NOT FOUND',
	'70132': 'OPERATION NOT SUPPORTED',
} as const;

export type Errcode = keyof typeof errcodes;

function isErrcode(text: string): text is Errcode {
	return Object.hasOwn(errcodes, text);
}

export function errmsgOf(errcode: string): string {
	return isErrcode(errcode) ? errcodes[errcode] : 'FAILURE';
}
