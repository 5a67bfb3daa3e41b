import { callsChapter } from '../../../../tools/benchmarks/growth/callsChapter.cts';
import { callRivals } from '../../../../tools/benchmarks/growth/calls.cts';
import { listRivals, type Lists } from '../../../../tools/benchmarks/growth/lists.cts';
import { listsChapter } from '../../../../tools/benchmarks/growth/listsChapter.cts';

const lists: Lists = [
	{
		name: listRivals.json.own,
		format: 'json',
		sizes: [
			{ extensions: 10, milliseconds: [10, 20] },
			{ extensions: 20_000, milliseconds: [500, 500] },
		],
	},
	{
		name: listRivals.json.rival,
		format: 'json',
		sizes: [
			{ extensions: 10, milliseconds: [20, 60] },
			{ extensions: 20_000, milliseconds: [400, 400] },
		],
	},
];

test('a list is compared run by run', () => {
	const chapter = listsChapter({ lists });
	expect(chapter).toContain(
		'| 10, JSON | 2.5 × (2.0 – 3.0) | 15.0 (10.0 – 20.0) | 40.0 (20.0 – 60.0) |',
	);
	expect(chapter).toContain('| 20,000, JSON | 0.80 × | 500 | 400 |');
});

test('calls over a trunk stand beside internal ones', () => {
	const sizes = (milliseconds: number) => [{ channels: 1_000, milliseconds: [milliseconds] }];
	const chapter = callsChapter([
		{ name: callRivals.own, kind: 'internal', sizes: sizes(100) },
		{ name: callRivals.rival, kind: 'internal', sizes: sizes(50) },
		{ name: callRivals.own, kind: 'inbound', sizes: sizes(200) },
		{ name: callRivals.rival, kind: 'inbound', sizes: sizes(50) },
	]);
	expect(chapter).toContain('| 1,000, internal | 0.50 × | 100 | 50.0 |');
	expect(chapter).toContain('| 1,000, trunk | 0.25 × | 200 | 50.0 |');
});
