import { eventsChapter } from '../../../../tools/benchmarks/events/chapter.cts';
import {
	triggerName,
	webhookName,
	type Events,
} from '../../../../tools/benchmarks/events/events.cts';

const receiver = (name: string, lag: number[]) => ({
	name,
	startedPerSecond: [100],
	unwantedPerSecond: [200],
	lag: [lag],
	burst: [900],
	sent: 1_320,
	started: 1_320,
});

const measured: Events = {
	measuredOn: '2026-01-02',
	rounds: 1,
	cores: 2,
	memoryGiB: 8,
	n8n: '2.41.1',
	node: '24.21.0',
	reports: 400,
	burstOf: 200,
	receivers: [receiver(triggerName, [10, 10, 10]), receiver(webhookName, [8, 8, 8])],
};

const asterisk: NonNullable<Events['asterisk']> = {
	asterisk: 'Asterisk 22.10.1',
	answers: { calls: 60, events: 60, lost: 0, repeated: 0, perMinute: [99.6], lag: [[40, 60, 80]] },
	burst: { burstOf: 200, events: 400, lost: 2, repeated: 1, within: [150], untilLast: [4_000] },
};

test('without figures of Asterisk the chapter says nothing of it', () => {
	expect(eventsChapter(measured)).not.toContain('Asterisk');
});

test('the lag of the long poll stands beside that of the webhook', () => {
	const chapter = eventsChapter({ ...measured, asterisk });
	expect(chapter).toContain('| OpenVox, a webhook | 10.0 / 10.0 | 900 |');
	expect(chapter).toContain('| Asterisk, a long poll | 60.0 / 78.0 | 4,000 |');
});

test('what was lost, or started twice, is said', () => {
	const chapter = eventsChapter({ ...measured, asterisk });
	expect(chapter).toContain('Of 60 calls that were answered, none was lost and none started two.');
	expect(chapter).toContain(
		'Of 400 calls that ended at once, **2 started no execution** and there were **1 executions too many**.',
	);
});
