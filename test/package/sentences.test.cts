import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { PbxApi } from '../../credentials/PbxApi.credentials';
import { Pbx } from '../../nodes/Pbx/Pbx.node';
import { PbxTrigger } from '../../nodes/PbxTrigger/PbxTrigger.node';

// What the PBX code says does not depend on the panel: it names the input that a failure is about, and
// the nodes add the label of that field.

const folder = join(__dirname, '..', '..', 'pbx');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.ts'),
);

/** Settings on the PBX's own page, which the panel calls the same: a remedy on the PBX names them. */
const wordsOfThePbx = ['Allow Being Monitored', 'Monitor Mode', 'Client ID', 'Client Secret'];

const labels = [
	...new Set(
		[
			new PbxApi().properties,
			new Pbx().description.properties,
			new PbxTrigger().description.properties,
		]
			.flatMap(labelsIn)
			.map((label) => label.replace(/ \(.*\)$/, ''))
			.filter((label) => !wordsOfThePbx.includes(label)),
	),
];

function labelsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
		name === 'displayName' && typeof member === 'string' ? [member] : labelsIn(member),
	);
}

/** Every text in the code of a file: comments and names of symbols are not in it. */
function textsOf(file: string): string[] {
	const code = readFileSync(join(folder, file), 'utf8');
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) texts.push(node.text);
		if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) texts.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
	return texts;
}

/** The fields that a text names: in quotes, or as the several words of a label. */
function fieldsIn(text: string): string[] {
	return labels.filter((label) => {
		const quoted = [`'${label}'`, `"${label}"`, `*${label}*`].some((one) => text.includes(one));
		return quoted || (label.includes(' ') && new RegExp(`\\b${label}\\b`).test(text));
	});
}

test('the labels are those of the panel', () => {
	expect(labels).toEqual(expect.arrayContaining(['Base URL', 'Force', 'Call ID', 'Queue Number']));
});

test.each([
	["Turn on 'Force' to hang up.", ['Force']],
	['Check the Base URL in the credential.', ['Base URL']],
	['Use the force.', []],
])('%j names %j', (text, named) => {
	expect(fieldsIn(text)).toEqual(named);
});

// Its call may be one with a customer.
test.each(files)('%s advises nobody to hang up an extension', (file) => {
	const advice = textsOf(file).filter((text) =>
		/(^|[.:,] )hang (it )?up\b|to hang up\b/i.test(text),
	);
	expect(advice.filter((text) => text !== 'There is nothing to hang up.')).toEqual([]);
});

test.each(files)('%s names no field of the panel', (file) => {
	const naming = textsOf(file).flatMap((text) => {
		const fields = fieldsIn(text);
		return fields.length === 0 ? [] : [{ text, fields }];
	});
	expect(naming).toEqual([]);
});
