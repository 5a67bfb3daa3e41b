import { CallList, type ReplyFields, type ReplyValue } from './replyValue.cts';
import type { Switches } from '../switches.cts';

type Layout = Pick<Switches, 'xmlDeclaration' | 'xmlCallLists'>;

const declarations: Record<Layout['xmlDeclaration'], string> = {
	'UTF-8': '<?xml version="1.0" encoding="UTF-8" ?>',
	'utf-8': '<?xml version="1.0" encoding="utf-8"?>',
};

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function items(values: ReplyValue[], depth: number, layout: Layout): string[] {
	return values.flatMap((value, index) => element('item', value, depth, layout, ` id="${index}"`));
}

function content(
	value: Exclude<ReplyValue, string | number>,
	depth: number,
	layout: Layout,
): string[] {
	if (Array.isArray(value)) return items(value, depth, layout);
	if (value instanceof CallList) return items(value.calls, depth, layout);
	return Object.entries(value).flatMap(([name, each]) => element(name, each, depth, layout));
}

function element(
	name: string,
	value: ReplyValue,
	depth: number,
	layout: Layout,
	attributes = '',
): string[] {
	const indent = '\t'.repeat(depth);
	if (typeof value === 'string' || typeof value === 'number') {
		return [`${indent}<${name}${attributes}>${escaped(String(value))}</${name}>`];
	}
	if (value instanceof CallList && layout.xmlCallLists === 'bare' && value.calls.length > 0) {
		return value.calls.flatMap((call) => element(name, call, depth, layout));
	}
	return [
		`${indent}<${name}${attributes}>`,
		...content(value, depth + 1, layout),
		`${indent}</${name}>`,
	];
}

export function writeXml(fields: ReplyFields, layout: Layout): string {
	return [declarations[layout.xmlDeclaration], ...element('xml', fields, 0, layout)].join('\n');
}
