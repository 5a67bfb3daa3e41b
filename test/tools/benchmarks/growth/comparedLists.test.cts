import { callsChapter } from '../../../../tools/benchmarks/growth/callsChapter.cts';
import { callRivals } from '../../../../tools/benchmarks/growth/calls.cts';
import { listRivals, type Lists } from '../../../../tools/benchmarks/growth/lists.cts';
import { listsChapter } from '../../../../tools/benchmarks/growth/listsChapter.cts';

const refused = 'The PBX sent a reply of 12.1 MB, more than n8n reads (12 MB)';

const lists = (ownRefused?: string): Lists => [
	{
		name: listRivals.json.own,
		format: 'json',
		sizes: [
			{ extensions: 10, milliseconds: [10, 20] },
			ownRefused === undefined
				? { extensions: 20_000, milliseconds: [500, 500] }
				: { extensions: 20_000, milliseconds: [], refused: ownRefused },
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

test('a list is compared round by round', () => {
	const chapter = listsChapter({ lists: lists() });
	expect(chapter).toContain(
		'| 10, JSON | 2.5 × (2.0 – 3.0) | 15.0 (10.0 – 20.0) | 40.0 (20.0 – 60.0) |',
	);
	expect(chapter).toContain('| 20,000, JSON | 0.80 × | 500 | 400 |');
	expect(chapter).not.toContain('efused');
});

test('a list that is too long for the PBX node is said, beside what the others take for it', () => {
	const chapter = listsChapter({ lists: lists(refused) });
	expect(chapter).toContain('| 20,000, JSON | – | refused | 400 |');
	expect(chapter).toContain(`Refused: *${refused}*.`);
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
