import { setTimeout as sleep } from 'node:timers/promises';
import type { Acted, Exchange } from './exchange.cts';
import type { Trouble } from './faults.cts';
import { hostileDocuments } from './hostileXml.cts';
import { htmlReply, type HttpReply } from './httpReply.cts';

/** What becomes of a request: something to send, nothing ever, or a broken connection. */
export interface RequestResult {
	reply: HttpReply | 'silence' | 'cut';
	/** For the journal. */
	outcome: string;
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

/** Answers a request, or lets the trouble happen to it. */
export async function respond(
	exchange: Exchange,
	trouble: Trouble | undefined,
): Promise<RequestResult> {
	const damaged = async (
		change: (intact: HttpReply) => RequestResult['reply'],
		acting: Promise<Acted> = exchange.act(),
	): Promise<RequestResult> => {
		const intact = await acting;
		return { reply: change(intact.reply), outcome: `${intact.outcome}, then ${trouble?.kind}` };
	};
	switch (trouble?.kind) {
		case undefined:
			return exchange.act();
		case 'delayBeforeActing':
			await pause(trouble.milliseconds);
			return exchange.act();
		case 'delayAfterActing': {
			const late = await exchange.act();
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
		case 'wrongFormat':
			return damaged((other) => other, exchange.actInOtherFormat());
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
			return exchange.refuse(trouble.errno);
	}
}
