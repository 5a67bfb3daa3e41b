import { CallList, type ReplyFields } from './replyValue.cts';

/** Four blanks deep, as the manual prints it. */
export function writeJson(fields: ReplyFields): string {
	return JSON.stringify(
		fields,
		(_key, value: unknown) => (value instanceof CallList ? value.calls : value),
		4,
	);
}
