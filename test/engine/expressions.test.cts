import fc from 'fast-check';
import {
	Expression,
	WorkflowExpression,
	type IDataObject,
	type IExecuteFunctions,
	type INodeParameters,
} from 'n8n-workflow';

import { ItemsInHand } from '../../nodes/Pbx/actions/item';
import { findOperation } from '../../nodes/Pbx/actions/resources';
import { byNumber } from './office.cts';
import {
	inPlaceOfNode,
	startExpressionEngine,
	stopExpressionEngine,
	type ExpressionEngine,
} from './readings.cts';

// `legacy` resolves in this process; test/e2e/isolate.test.cts runs this file with n8n's own choice.
const engine: ExpressionEngine = process.env.EXPRESSION_ENGINE === 'vm' ? 'vm' : 'legacy';

beforeAll(async () => await startExpressionEngine(engine));
afterAll(async () => await stopExpressionEngine());

const { properties } = findOperation('monitoring', 'whisper')!;
const names = properties.map(({ name }) => name);

const items: IDataObject[] = [
	{
		text: ' 0101 ',
		number: 7,
		zero: -0,
		flag: false,
		none: null,
		list: [3, 1, 2],
		deep: { a: 'A', 'b c': [{ d: 'D' }] },
		'two words': 'Ä',
		date: '2026-01-31T08:00:00.000Z',
	},
	{ text: '', number: Number.NaN, list: [], deep: null },
	{ text: 'it\'s "}}" \u2028 \ud800', number: 1e21, none: 'none', date: 'soon', flag: true },
];

const whisper = (supervisor: unknown, monitored: unknown, options: INodeParameters = {}) => ({
	resource: 'monitoring',
	operation: 'whisper',
	supervisorExtension: byNumber(supervisor),
	monitoredExtension: byNumber(monitored),
	options,
});

/** The value, or what n8n says and to which parameter. */
function outcomeOf(read: () => unknown): unknown {
	try {
		return { value: read() };
	} catch (error) {
		if (!(error instanceof Error)) return { thrown: error };
		const { name, message, cause } = error;
		const context = 'context' in error ? (error.context as IDataObject) : {};
		return { name, message, cause, parameter: context.parameter };
	}
}

const readByN8n = (context: IExecuteFunctions) =>
	items.map((_item, index) =>
		names.map((name) =>
			outcomeOf(
				() =>
					(context.getNodeParameter(name, index, null, { skipValidation: true }) as unknown) ??
					undefined,
			),
		),
	);

function readByUs(context: IExecuteFunctions) {
	const inHand = new ItemsInHand(context, properties);
	return items.map((_item, index) =>
		names.map((name) => outcomeOf(() => inHand.at(index).parameter(name))),
	);
}

describe('parameters', () => {
	const plain = fc.constantFrom(
		'$json.text',
		'$json.number',
		'$json.zero',
		'$json.flag',
		'$json.none',
		'$json.missing',
		'$json.list',
		'$json.list[0]',
		'$json.deep.a',
		'$json.deep?.a',
		'$json.missing?.a.b',
		'$json.deep["b c"][0].d',
		"$json['two words']",
		'$json.date',
		"$('Items').item.json.text",
		"$('Items').first().json.text",
		'$node["Items"].json.number',
		'$input.item.json.text',
		'$input.all()[1].json.text',
		'$itemIndex',
		'$json.text.trim()',
		"$json.text.split('0')[1]",
		'"101"',
		"'it'",
		'101',
		'true',
		'null',
		'undefined',
	);
	const odd = fc.constantFrom(
		'$json.missing.a',
		'$json.text.trim',
		"$('Nobody').item.json.text",
		'$json.text.isEmpty()',
		'$json.list.first()',
		'$json.list.isEmpty()',
		'$json.text.toDateTime()',
		'$json.date.toDateTime().toISO()',
		'$json.list?.[0]',
		'$json.deep?.a.isEmpty()',
		'$json.list.sort()[0]',
		'$json.list.push(4)',
		'$json.number++',
		'$json.text = "changed"',
		'delete $json.text',
		'text = $json.text',
		'$json',
		'{ a: $json.text }',
		'[$json.text, undefined]',
		'new Date(0)',
		'DateTime.fromMillis(0)',
		'() => 1',
		'[1, 2].map((n) => n + 1)[1]',
		'`${$json.text}`',
		'`text`',
		'/0+/.test($json.text)',
		'"}}"',
		'"{{ 1 }}"',
		"'it\\'s'",
		'$json.text // the text',
		'$json.text /* the text */',
		'// nothing',
		'$json.text; 1',
		'$json.text\n$json.number',
		'$json.text), ($json.number',
		'($json.text',
		'$json.text)',
		') + (',
		'',
		'1, 2',
		'10n',
		'NaN',
		'-0',
		'$if($json.flag, 1, 2)',
		'$json.constructor',
		'$parameter.resource',
		'$parameter["&mode"]',
		'$fromAI("extension")',
		'$evaluateExpression("{{ 1 }}")',
		'throw 1',
		'label: 1',
		'a b',
		'this',
		'global.kept = $json.text',
		'global.kept',
	);
	/** Expressions made of these. */
	const made = (leaf: fc.Arbitrary<string>) =>
		fc.letrec<{ code: string }>((tie) => ({
			code: fc.oneof(
				{ depthSize: 'small', withCrossShrink: true },
				{ weight: 6, arbitrary: leaf },
				fc
					.tuple(
						tie('code'),
						fc.constantFrom(' + ', '??', ' || ', '&&', ' === ', '!=', ','),
						tie('code'),
					)
					.map((parts) => parts.join('')),
				fc.tuple(tie('code'), tie('code'), tie('code')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
				tie('code').map((inner) => `(${inner})`),
				tie('code').map((inner) => `!${inner}`),
				tie('code').map((inner) => `${inner}.length`),
				tie('code').map((inner) => `${inner}.toString()`),
				tie('code').map((inner) => `${inner}?.a`),
				tie('code').map((inner) => `${inner}["a"]`),
			),
		})).code;
	const code = made(fc.oneof({ weight: 5, arbitrary: plain }, { weight: 2, arbitrary: odd }));
	const plainOnly = made(plain).map((inner) => `={{ ${inner} }}`);
	const parameter = fc.oneof(
		{ weight: 8, arbitrary: code.map((inner) => `={{ ${inner} }}`) },
		code.map((inner) => `={{${inner}}}`),
		code.map((inner) => `={{\n${inner}\n}}`),
		code.map((inner) => `= {{ ${inner} }}`),
		code.map((inner) => `={{ ${inner} }} `),
		code.map((inner) => `=0{{ ${inner} }}`),
		code.map((inner) => `={{ ${inner} }}{{ ${inner} }}`),
		code.map((inner) => `=\\{{ ${inner} }}`),
		code.map((inner) => `={{ ${inner} \\}}`),
		code.map((inner) => `={{ ${inner}`),
		code.map((inner) => `{{ ${inner} }}`),
		code.map((inner) => `=${inner}`),
		fc.constantFrom('=', '101', '={{}}', '={{ }}'),
	);
	const whispers = (of: fc.Arbitrary<string>) => {
		const options = fc.record(
			{ fallbackSupervisors: of, timeout: fc.oneof(of, fc.constant(500)), waitForCall: of },
			{ requiredKeys: [] },
		);
		return fc
			.tuple(of, of, options)
			.map(([supervisor, monitored, given]) =>
				whisper(supervisor, monitored, given as INodeParameters),
			);
	};

	const short = fc.oneof(plain, odd).map((inner) => `={{ ${inner} }}`);
	const cases = [plainOnly, short, parameter].map(whispers);

	test('are what n8n reads, whatever their expressions', async () => {
		expect(Expression.getActiveImplementation()).toBe(engine);
		await fc.assert(
			fc.asyncProperty(fc.oneof(...cases), async (parameters) => {
				// Each in a run of its own: some expressions change the items.
				const byUs = await inPlaceOfNode(parameters, structuredClone(items), readByUs);
				const byN8n = await inPlaceOfNode(parameters, structuredClone(items), readByN8n);
				expect(byUs).toStrictEqual(byN8n);
			}),
			{ numRuns: engine === 'vm' ? 100 : 300 },
		);
	}, 300_000);

	test.each<[string, INodeParameters, number]>([
		['two plain ones', whisper('={{ $json.a }}', "={{ $('Items').item.json.b ?? '106' }}"), 1],
		[
			'plain ones in options',
			whisper('={{ $json.a }}', '106', { timeout: '={{ 5 }}', waitForCall: '={{ $json["c"] }}' }),
			1,
		],
		['one only', whisper('={{ $json.a }}', '106'), 1],
		['none', whisper('101', '106'), 0],
		[
			'an odd one beside plain ones',
			whisper('={{ $json.a }}', '={{ `${1}` }}', { timeout: '={{ 5 }}' }),
			3,
		],
		['one with text around it', whisper('={{ $json.a }}', '=1{{ $json.b }}'), 2],
		['one that fails', whisper('={{ $json.a }}', "={{ $('Nobody').item.json.b }}"), 3],
		['paths, of which one leads to a list', whisper('={{ $json.a }}', '={{ $json.list }}'), 2],
	])('%s: so many expressions for the first item', async (_which, parameters, most) => {
		const resolved = jest.spyOn(WorkflowExpression.prototype, 'resolveSimpleParameterValue');
		const count = await inPlaceOfNode(parameters, items, (context) => {
			const inHand = new ItemsInHand(context, properties);
			resolved.mockClear();
			for (const name of names) outcomeOf(() => inHand.at(0).parameter(name));
			return resolved.mock.calls.filter(([value]) => String(value).startsWith('=')).length;
		});
		resolved.mockRestore();
		expect(count).toBe(most);
	});

	test.each<[string, INodeParameters, number]>([
		['paths', whisper('={{ $json.agent }}', '={{$json["deep"][0].b}}'), 1],
		['paths that were read before', whisper('={{ $json.agent }}', '={{$json["deep"][0].b}}'), 0],
		['one path', whisper('={{$json.agent}}', '106'), 1],
		[
			'paths that are missing in the second item',
			whisper('={{ $json.agent }}', '={{ $json.second }}'),
			2,
		],
		[
			'a path beside another expression',
			whisper('={{ $json.agent }}', '={{ $json.second ?? "106" }}'),
			4,
		],
		[
			"a name that n8n's expressions may not read",
			whisper('={{ $json.agent }}', '={{ $json.constructor }}'),
			12,
		],
	])('%s: so many expressions for four items', async (_which, parameters, most) => {
		const of = (n: number) => ({ agent: n, deep: [{ b: true }], ...(n !== 2 && { second: 'x' }) });
		const four: IDataObject[] = [1, 2, 3, 4].map((n) => ({ ...of(n), constructor: 'x' }));
		const resolved = jest.spyOn(WorkflowExpression.prototype, 'resolveSimpleParameterValue');
		const count = await inPlaceOfNode(parameters, four, (context) => {
			const inHand = new ItemsInHand(context, properties);
			resolved.mockClear();
			for (const index of four.keys())
				for (const name of names) outcomeOf(() => inHand.at(index).parameter(name));
			return resolved.mock.calls.filter(([value]) => String(value).startsWith('=')).length;
		});
		resolved.mockRestore();
		expect(count).toBe(most);
	});
});
