/** What a reply is made of before it is written as JSON or XML. */
export type ReplyValue = string | number | ReplyValue[] | CallList | ReplyFields;

export interface ReplyFields {
	[name: string]: ReplyValue;
}

/** A list of calls: an array in JSON, but in the manual's XML samples the bare fields of one call. */
export class CallList {
	constructor(readonly calls: ReplyFields[]) {}
}

export type Answer =
	| { outcome: 'success'; fields: ReplyFields }
	| { outcome: 'refused'; errno: string }
	| { outcome: 'file'; contentType: string; bytes: Buffer };

export function success(fields: ReplyFields = {}): Answer {
	return { outcome: 'success', fields: { status: 'Success', ...fields } };
}

export function file(contentType: string, bytes: Buffer): Answer {
	return { outcome: 'file', contentType, bytes };
}

export function refused(errno: string): Answer {
	return { outcome: 'refused', errno };
}
