import { md5 } from '../../../simulator/sessions/sessions.cts';
import { openOrderedPbx, type OrderedPbx } from '../../../tools/soak/orderedPbx.cts';
import type { SentReport } from '../../../tools/soak/reports.cts';
import { judgeReports, judgeWhispers } from '../../../tools/soak/verdict.cts';
import type { Heard } from '../../../tools/soak/whispers.cts';

function sent(callId: string, ...outcomes: (200 | 'refused')[]): SentReport {
	return { callId, deliveries: [{ to: '127.0.0.1:1/', body: '{}', outcomes }] };
}

const brokenOf = (verdicts: { broken: string[] }[]) =>
	verdicts.flatMap(({ broken }) => broken.map((text) => text.split(/[ :]/)[0]));

test('an answered report that was executed never or twice breaks the rule', () => {
	const reports = [sent('once', 200), sent('lost', 200), sent('doubled', 200)];
	const executed = new Map([
		['once', 1],
		['doubled', 2],
	]);
	expect(brokenOf(judgeReports(reports, executed, 0))).toEqual(['lost', 'doubled']);
});

test('a report that was being executed when n8n was ended is no loss, one for each such execution', () => {
	const reports = [sent('cut', 200), sent('lost', 200), sent('doubled', 200)];
	const executed = new Map([['doubled', 2]]);
	expect(brokenOf(judgeReports(reports, executed, 1))).toEqual(['lost', 'doubled']);
	expect(brokenOf(judgeReports(reports, executed, 2))).toEqual(['doubled']);
});

test('a report that n8n did not answer may be lost, not doubled', () => {
	const reports = [sent('lost', 'refused'), sent('stored', 'refused'), sent('doubled', 'refused')];
	const executed = new Map([
		['stored', 1],
		['doubled', 2],
	]);
	expect(brokenOf(judgeReports(reports, executed, 0))).toEqual(['doubled']);
});

describe('whispers', () => {
	let pbx: OrderedPbx;
	beforeAll(async () => {
		pbx = await openOrderedPbx();
	});
	afterAll(() => pbx.api.close());

	async function order(supervisor: string, times: number): Promise<void> {
		const { url, account } = pbx.api;
		const post = async (path: string, body: unknown) => {
			const init = { method: 'POST', body: JSON.stringify(body) };
			return (await (await fetch(`${url}/api/v0.0.1/${path}`, init)).json()) as { token: string };
		};
		const { username } = account;
		const signIn = { username, password: md5(account.password), port: '8260' };
		const { token } = await post('login?type=json', signIn);
		for (let time = 0; time < times; time += 1)
			await post(`extension/whisper?type=json&token=${token}`, {
				whisperer: supervisor,
				whisperedext: '106',
			});
	}

	test.each<[Heard, number, 'kept' | 'broken']>([
		['accepted', 0, 'broken'],
		['accepted', 1, 'kept'],
		['accepted', 2, 'broken'],
		['may have acted', 0, 'kept'],
		['may have acted', 1, 'kept'],
		['may have acted', 2, 'broken'],
		['not done', 0, 'kept'],
		['not done', 1, 'broken'],
		['nothing', 1, 'kept'],
		['nothing', 2, 'broken'],
	])('the caller heard "%s" and the PBX carried out %i orders: %s', async (heard, times, rule) => {
		const supervisor = `${heard} ${times}`;
		await order(supervisor, times);
		expect(pbx.ordersFor(supervisor)).toBe(times);
		const broken = judgeWhispers([{ supervisor, heard }], pbx).flatMap((one) => one.broken);
		expect(broken).toHaveLength(rule === 'kept' ? 0 : 1);
	});
});
