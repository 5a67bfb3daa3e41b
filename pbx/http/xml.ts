import { Failure } from '../model/failure';
import { tooLong, tooManyValues } from './replyLimit';
import type { Branch, Tree } from './tree';
import { encodeEntities } from './xmlEntities';
import { scanXml, type XmlProblem, type XmlVisitor } from './xmlScanner';

/** An XML text below the root `<xml>`, after the declaration as the manual prints it. */
export function writeXml(tree: Branch, declaration: string): string {
	return `${declaration}\n${element('xml', tree)}`;
}

function element(name: string, tree: Tree): string {
	if (Array.isArray(tree)) return tree.map((one) => element(name, one)).join('');
	return `<${name}>${typeof tree === 'string' ? encodeEntities(tree) : children(tree)}</${name}>`;
}

function children(branch: Branch): string {
	return Object.entries(branch)
		.map(([name, tree]) => element(name, tree))
		.join('');
}

/**
 * Reads an XML text and gives the content of its root `<xml>`; every leaf stays a string. `kept`: the names
 * of the elements that are wanted beside `<item>`, however deep; all when absent.
 */
export function readXml(body: string, kept?: ReadonlySet<string>): Tree | Failure {
	const long = tooLong(body);
	if (long) return long;
	const reader = new TreeReader(kept);
	const problem = scanXml(body, reader);
	return problem ? failureOf(problem) : reader.tree;
}

function failureOf(problem: XmlProblem): Failure {
	switch (problem) {
		case 'broken':
			return notXml('a reply that is not whole XML');
		case 'documentType':
			// Nothing that a PBX sends has one; entity tricks do.
			return notXml('an XML reply with a document type');
		case 'forbidden':
			return notXml('an XML reply with forbidden names');
		case 'tooDeep':
			return notXml('an XML reply with too many elements inside one another');
		case 'tooManyValues':
			return tooManyValues();
	}
}

/** What is known of an element while it is open. */
interface OpenElement {
	text: string;
	/** Child elements other than `<item>`. */
	branch?: Branch;
	/** Names that came more than once, and so stand for lists. */
	repeated?: Set<string>;
	/** Child elements `<item>`, as which the elements of an array travel. */
	items?: Tree[];
}

class TreeReader implements XmlVisitor {
	/** Content of the root, where it is an `<xml>`. */
	tree: Tree = '';
	private readonly openElements: OpenElement[] = [];

	constructor(private readonly kept?: ReadonlySet<string>) {}

	open(name: string): XmlProblem | undefined {
		if (name === '__proto__') return 'forbidden';
		this.openElements.push({ text: '' });
		return undefined;
	}

	text(text: string): void {
		const innermost = this.openElements[this.openElements.length - 1];
		if (innermost) innermost.text += text;
	}

	close(name: string): void {
		const closed = this.openElements.pop();
		if (!closed) return;
		const parent = this.openElements[this.openElements.length - 1];
		if (parent) {
			if (this.isKept(name)) addChild(parent, name, content(closed));
		} else if (name === 'xml') this.tree = content(closed);
	}

	private isKept(name: string): boolean {
		return this.kept === undefined || name === 'item' || this.kept.has(name);
	}
}

/** White space between elements is layout, not data. */
function content({ text, branch, items }: OpenElement): Tree {
	if (!branch) return items ?? text;
	return items ? { ...branch, item: items } : branch;
}

function addChild(parent: OpenElement, name: string, tree: Tree): void {
	if (name === 'item') {
		parent.items ??= [];
		parent.items.push(tree);
		return;
	}
	parent.branch ??= {};
	const { branch } = parent;
	const before = Object.hasOwn(branch, name) ? branch[name] : undefined;
	if (before === undefined) {
		branch[name] = tree;
	} else if (Array.isArray(before) && parent.repeated?.has(name)) {
		before.push(tree);
	} else {
		branch[name] = [before, tree];
		parent.repeated ??= new Set();
		parent.repeated.add(name);
	}
}

function notXml(what: string): Failure {
	return new Failure(
		'invalidReply',
		`The PBX sent ${what}`,
		"Try again; if it persists, check the format and the version of the PBX's API.",
		undefined,
		'dataFormat',
	);
}
