/** What a body is read as. `mxml` is the XML of AMI over HTTP. */
export type BodyFormat = 'json' | 'xml' | 'mxml' | 'csv';

export interface HostileBody {
	name: string;
	format: BodyFormat;
	/** The body in about this many characters. */
	ofSize: (characters: number) => string;
}

/** Bodies that a careless reader needs quadratic time, much memory or a deep stack for. */
export const hostileBodies: readonly HostileBody[] = [
	...json([
		['escaped quotes in a text without end', '[1,"', '\\"', ''],
		['a text without end, then a backslash', '[1,"', '\\"', '\\'],
		['backslashes', '["', '\\\\', '"]'],
		['texts without end', '[1', ',"a', ''],
		['deep lists', '', '[', ''],
		['deep objects', '', '{"a":', ''],
		['deep lists, closed', '', '[', '', ']'],
		['a number without end', '[', '1', ']'],
		['a number of signs', '[', '1-', ']'],
		['digits, not separated', '[', '1 ', ']'],
		['white space without end', '[1,', ' ', ''],
		['empty lists', '[[]', ',[]', ']'],
		['numbers of one digit', '[1', ',1', ']'],
		['words', '[null', ',null', ']'],
		['unicode escapes', '["', '\\u0031', '"]'],
		['texts of one escape', '["\\n"', ',"\\n"', ']'],
		['lone surrogates', '["', '\uD800', '"]'],
		['NUL', '["', '\u0000', '"]'],
		['one long name', '{"', 'a', '":1}'],
		['prototypes', '{"a":1', ',"__proto__":{"x":1}', '}'],
		[
			'rows that differ from the first at their end',
			'[{"a":"1","b":"1"}',
			',{"a":"1","b":"\\n"}',
			']',
		],
		['a row with a long text that ends in an escape', '[{"a":"1"},{"a":"', '1', '\\n"}]'],
		['a row with a text without end', '[{"a":"1"},{"a":"', '1', ''],
		['one name again and again', '{"a":1', ',"a":1', '}'],
	]),
	{ name: 'names, all different', format: 'json', ofSize: manyNames },
	{
		name: 'names, all different, each in an object of its own',
		format: 'json',
		ofSize: (characters) => `[1${numbered(characters, (n) => `,{"a${n}":1}`)}]`,
	},
	...markup('xml', '<xml>', '</xml>', [
		['bare ampersands', '<a>', '&', '</a>'],
		['entities', '<a>', '&amp;', '</a>'],
		['numeric entities', '<a>', '&#65;', '</a>'],
		['an entity without end', '<a>&', 'a', '</a>'],
		['a numeric entity without end', '<a>&#', '1', '</a>'],
		['entities that are none', '<a>', '&lol;', '</a>'],
		['CDATA without end', '', '<![CDATA[', ''],
		['CDATA without end, after ampersands', '<a>&</a>', '<![CDATA[', ''],
		['empty CDATA', '<a>', '<![CDATA[]]>', '</a>'],
		['comments without end', '', '<!--', ''],
		['empty comments', '', '<!---->', ''],
		['hyphens in a comment', '<!--', '-', '-->'],
		['document types', '', '<!DOCTYPE x>', ''],
		['declarations', '', '<?xml version="1.0"?>', ''],
		['declarations without end', '', '<?xml', ''],
		['brackets', '', '<', ''],
		['brackets that close nothing', '', '>', ''],
		['deep elements', '', '<a>', ''],
		['deep items', '', '<item>', ''],
		['ends of elements', '', '</a>', ''],
		['empty elements', '', '<a/>', ''],
		['empty items', '', '<item/>', ''],
		['attributes', '<a', ' b="c"', '/>'],
		['attributes without end', '<a', ' b="', ''],
		['one long attribute', '<a b="', 'c', '"/>'],
		['white space in a tag', '<a', ' ', '/>'],
		['one long name', '<', 'a', '/>'],
		['names without end', '', '<aaaaaaaa', ''],
		['texts between elements', '', 'a<b/>', ''],
		['carriage returns', '<a>', '\r', '</a>'],
		['lone surrogates', '<a>', '\uD800', '</a>'],
		['NUL', '<a>', '\u0000', '</a>'],
		['prototypes', '', '<__proto__/>', ''],
	]),
	{
		name: 'names, all different',
		format: 'xml',
		ofSize: (characters) => `<xml>${numbered(characters, (n) => `<a${n}/>`)}</xml>`,
	},
	{
		name: 'names, all different, each in an item of its own',
		format: 'xml',
		ofSize: (characters) => `<xml>${numbered(characters, (n) => `<item><a${n}/></item>`)}</xml>`,
	},
	...markup('mxml', '<ajax-response>', '</ajax-response>', [
		['attributes without end', '<response><generic', " a='", ''],
		['attributes without a value', '<response><generic', ' a', '/></response>'],
		['attributes, not separated', '<response><generic ', "a='1'", '/></response>'],
		['white space in a tag', '<response><generic', ' ', '/></response>'],
		['white space before a value', '<response><generic a', ' ', "='1'/></response>"],
		['entities in a value', "<response><generic a='", '&lt;', "'/></response>"],
		['bare ampersands in a value', "<response><generic a='", '&', "'/></response>"],
		['control characters in a value', "<response><generic a='", '\u0001', "'/></response>"],
		['equals signs', '<response><generic ', '=', '/></response>'],
		['empty responses', '', '<response/>', ''],
		['prototypes', '', "<response><generic __proto__='x'/></response>", ''],
		['deep elements', '', '<response>', ''],
		['document types', '', '<!DOCTYPE x>', ''],
		['CDATA without end', '', '<![CDATA[', ''],
		['declarations', '', '<?xml version="1.0"?>', ''],
	]),
	{
		name: 'attributes, all different',
		format: 'mxml',
		ofSize: (characters) =>
			`<ajax-response><response><generic${numbered(characters, (n) => ` a${n}=''`)}/></response></ajax-response>`,
	},
	...table([
		['quotes', '', '"', ''],
		['doubled quotes in a cell without end', 'a,"', '""', 'x'],
		['cells without end', '', '"a', ''],
		['empty cells', '', ',', ''],
		['empty quoted cells', '""', ',""', ''],
		['empty lines', '', '\n', ''],
		['quoted line breaks', '"', '\r\n', '"'],
		['carriage returns', '', 'a\r', ''],
		['one long cell', '', 'a', ''],
		['a wide head above short rows', ','.repeat(1_000) + '\n', 'a\n', ''],
		['text behind a closing quote', '"a"b', ',"a"b', ''],
	]),
];

type Repeated = readonly [
	name: string,
	before: string,
	part: string,
	after: string,
	close?: string,
];

function json(bodies: readonly Repeated[]): HostileBody[] {
	return bodies.map((body) => repeated('json', body));
}

function markup(
	format: BodyFormat,
	open: string,
	close: string,
	bodies: readonly Repeated[],
): HostileBody[] {
	return bodies.map(([name, before, part, after]) =>
		repeated(format, [name, open + before, part, after + close]),
	);
}

function table(bodies: readonly Repeated[]): HostileBody[] {
	return bodies.map(([name, before, part, after]) => repeated('csv', [name, before, part, after]));
}

function repeated(
	format: BodyFormat,
	[name, before, part, after, close = '']: Repeated,
): HostileBody {
	return {
		name,
		format,
		ofSize(characters) {
			const times = Math.floor(
				(characters - before.length - after.length) / (part.length + close.length),
			);
			return before + part.repeat(times) + after + close.repeat(times);
		},
	};
}

function manyNames(characters: number): string {
	return `{"a":1${numbered(characters, (n) => `,"a${n}":1`)}}`;
}

function numbered(characters: number, part: (n: string) => string): string {
	const times = Math.floor((characters - 60) / part('100000').length);
	return Array.from({ length: times }, (_, n) => part(String(n).padStart(6, '0'))).join('');
}
