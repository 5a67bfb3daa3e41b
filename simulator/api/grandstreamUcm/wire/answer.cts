/** What a reply is made of before it is written. */
export type ReplyValue = string | number | readonly ReplyValue[] | ReplyFields;

export interface ReplyFields {
	readonly [name: string]: ReplyValue;
}

export type Answer =
	/** `response` of a reply with status 0. */
	| { outcome: 'done'; response: ReplyFields }
	/** The whole body, without the envelope. */
	| { outcome: 'bare'; body: ReplyFields }
	| { outcome: 'refused'; status: string; response: ReplyFields }
	| { outcome: 'file'; contentType: string; bytes: Buffer };

export function done(response: ReplyFields = {}): Answer {
	return { outcome: 'done', response };
}

export function refused(status: string, response: ReplyFields = {}): Answer {
	return { outcome: 'refused', status, response };
}

export function file(contentType: string, bytes: Buffer): Answer {
	return { outcome: 'file', contentType, bytes };
}
