import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenVoxPbx } from '../apiCall.cts';
import type { Trouble } from '../faults.cts';
import { hostileDocuments } from './hostileXml.cts';
import { htmlReply, httpReply, type HttpReply } from './httpReply.cts';
import { refused, type Answer } from './replyValue.cts';
import { serve, type ApiRequest } from './serve.cts';

/** What becomes of a request: something to send, nothing ever, or a broken connection. */
export interface RequestResult {
	reply: HttpReply | 'silence' | 'cut';
	/** For the journal. */
	outcome: string;
}

function outcomeOf(answer: Answer): string {
	if (answer.outcome === 'refused') return `Failed ${answer.errno}`;
	return answer.outcome === 'file' ? `Success, ${answer.bytes.length} bytes` : 'Success';
}

/** Does not keep the process alive. */
function pause(milliseconds: number): Promise<void> {
	return sleep(milliseconds, undefined, { ref: false });
}

function withBody(
	reply: HttpReply,
	change: (body: HttpReply['body']) => HttpReply['body'],
): HttpReply {
	return { ...reply, body: change(reply.body) };
}

export async function respond(
	request: ApiRequest,
	trouble: Trouble | undefined,
	pbx: OpenVoxPbx,
): Promise<RequestResult> {
	const { switches } = pbx;
	const reply = (answer: Answer) => httpReply(answer, request.format, switches);
	const act = async (): Promise<{ reply: HttpReply; outcome: string }> => {
		const answer = await serve(request, pbx);
		return { reply: reply(answer), outcome: outcomeOf(answer) };
	};
	const damaged = async (
		change: (intact: HttpReply) => RequestResult['reply'],
	): Promise<RequestResult> => {
		const intact = await act();
		return { reply: change(intact.reply), outcome: `${intact.outcome}, then ${trouble?.kind}` };
	};
	switch (trouble?.kind) {
		case undefined:
			return act();
		case 'delayBeforeActing':
			await pause(trouble.milliseconds);
			return act();
		case 'delayAfterActing': {
			const late = await act();
			await pause(trouble.milliseconds);
			return late;
		}
		case 'silence':
			return damaged(() => 'silence');
		case 'cutAfterActing':
			return damaged(() => 'cut');
		case 'emptyBody':
			return damaged((intact) => withBody(intact, () => ''));
		case 'truncated':
			return damaged((intact) => withBody(intact, (body) => body.slice(0, body.length / 2)));
		case 'hostileXml':
			return damaged((intact) => withBody(intact, hostileDocuments[trouble.attack]));
		case 'wrongFormat': {
			const answer = await serve(request, pbx);
			const other = request.format === 'json' ? 'xml' : 'json';
			return {
				reply: httpReply(answer, other, switches),
				outcome: `${outcomeOf(answer)}, then wrongFormat`,
			};
		}
		case 'cutBeforeActing':
			return { reply: 'cut', outcome: 'cutBeforeActing' };
		case 'httpStatus':
			return {
				reply: htmlReply(trouble.status, `HTTP ${trouble.status}`),
				outcome: `HTTP ${trouble.status}`,
			};
		case 'redirect':
			return {
				reply: {
					status: 302,
					headers: { Location: trouble.location, Connection: 'close' },
					body: '',
				},
				outcome: 'redirect',
			};
		case 'htmlPage':
			return { reply: htmlReply(200, 'PBX web page'), outcome: 'htmlPage' };
		case 'errno':
			return { reply: reply(refused(trouble.errno)), outcome: `Failed ${trouble.errno}` };
	}
}
