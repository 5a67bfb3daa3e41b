import type { HttpReply } from '../../../http/httpReply.cts';
import type { Switches } from '../switches.cts';
import { errmsgOf, type Errcode } from './errcode.cts';

export type ReplyValue = string | number | null | ReplyValue[] | ReplyFields;

export interface ReplyFields {
	[name: string]: ReplyValue;
}

export type Answer =
	| { outcome: 'success'; fields: ReplyFields }
	| { outcome: 'refused'; errcode: string; fields: ReplyFields }
	| { outcome: 'file'; contentType: string; bytes: Buffer };

export function success(fields: ReplyFields = {}): Answer {
	return { outcome: 'success', fields };
}

export function refused(errcode: Errcode, fields: ReplyFields = {}): Answer {
	return { outcome: 'refused', errcode, fields };
}

/** A field that has a wrong value, or none. */
export function wrongField(field: string, value: string): Answer {
	const problem: ReplyFields = value === '' ? { validation_type: 'required' } : {};
	return refused('40002', { invalid_param_list: [{ field, value, ...problem }] });
}

export function replyText(
	answer: Exclude<Answer, { outcome: 'file' }>,
	switches: Switches,
): string {
	if (answer.outcome === 'success') {
		return JSON.stringify({ errcode: 0, errmsg: 'SUCCESS', ...answer.fields });
	}
	const { errcode, fields } = answer;
	const errmsg = errcode === '70130' ? switches.channelNotFoundText : errmsgOf(errcode);
	return JSON.stringify({ errcode: Number(errcode), errmsg, ...fields });
}

/** HTTP 200 for success and failure alike. */
export function httpReply(answer: Answer, switches: Switches): HttpReply {
	const connection: Record<string, string> =
		switches.connection === 'close' ? { Connection: 'close' } : {};
	if (answer.outcome === 'file') {
		const { contentType, bytes } = answer;
		return { status: 200, headers: { ...connection, 'Content-Type': contentType }, body: bytes };
	}
	const headers = { ...connection, 'Content-Type': 'application/json; charset=utf-8' };
	return { status: 200, headers, body: replyText(answer, switches) };
}

export function outcomeOf(answer: Answer): string {
	if (answer.outcome === 'refused') return `Failed ${answer.errcode}`;
	return answer.outcome === 'file' ? `Success, ${answer.bytes.length} bytes` : 'Success';
}
