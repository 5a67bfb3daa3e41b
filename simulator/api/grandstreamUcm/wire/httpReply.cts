import type { HttpReply } from '../../../http/httpReply.cts';
import type { Switches } from '../switches.cts';
import type { Answer } from './answer.cts';

function headers({ contentType }: Switches): Record<string, string> {
	return contentType === 'none' ? {} : { 'Content-Type': contentType };
}

function bodyOf(answer: Exclude<Answer, { outcome: 'file' }>): string {
	switch (answer.outcome) {
		case 'done':
			return JSON.stringify({ response: answer.response, status: 0 });
		case 'bare':
			return JSON.stringify(answer.body);
		case 'refused':
			return JSON.stringify({ response: answer.response, status: Number(answer.status) });
	}
}

/** HTTP 200 for success and failure alike. */
export function httpReply(answer: Answer, switches: Switches): HttpReply {
	if (answer.outcome === 'file') {
		const { contentType, bytes } = answer;
		return { status: 200, headers: { 'Content-Type': contentType }, body: bytes };
	}
	return { status: 200, headers: headers(switches), body: bodyOf(answer) };
}
