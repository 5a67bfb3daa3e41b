import { durationOf, matchStarts } from '../../../../tools/benchmarks/events/starts.cts';

const seen = [
	{ callId: '1.1', atMs: 1_000 },
	{ callId: '1.3', atMs: 1_600 },
	{ callId: '1.5', atMs: 2_200 },
];

test('each event is matched with the execution of its call, in whatever order they began', () => {
	const executions = [
		{ callId: '1.5', startedAtMs: 2_230 },
		{ callId: '1.1', startedAtMs: 1_080 },
		{ callId: '1.3', startedAtMs: 1_610 },
	];
	expect(matchStarts(seen, executions)).toEqual({
		lag: [80, 10, 30],
		lost: 0,
		repeated: 0,
		untilLastMs: 1_230,
	});
});

test('an event without an execution is lost, and has no lag', () => {
	const executions = [
		{ callId: '1.3', startedAtMs: 1_650 },
		{ callId: '1.1', startedAtMs: 1_020 },
	];
	expect(matchStarts(seen, executions)).toMatchObject({ lag: [20, 50], lost: 1, repeated: 0 });
});

test('a second execution of one call is one too many; those of other calls count for nothing', () => {
	const executions = [
		{ callId: '1.1', startedAtMs: 1_090 },
		{ callId: '1.1', startedAtMs: 1_020 },
		{ callId: '1.3', startedAtMs: 1_650 },
		{ callId: '1.5', startedAtMs: 2_240 },
		{ callId: '0.9', startedAtMs: 9_000 },
	];
	expect(matchStarts(seen, executions)).toEqual({
		lag: [20, 50, 40],
		lost: 0,
		repeated: 1,
		untilLastMs: 1_240,
	});
});

test('no executions at all', () => {
	expect(matchStarts(seen, [])).toEqual({ lag: [], lost: 3, repeated: 0, untilLastMs: 0 });
});

test('events last from the first to the last of them', () => {
	expect(durationOf(seen)).toBe(1_200);
	expect(durationOf([])).toBe(0);
});
