import type { CellResult } from './cell.cts';

const dialects = ['JSON', 'XML', 'AMI', 'P-Series', 'UCM'] as const;
const kinds = ['query', 'command'] as const;

const columns = dialects.flatMap((dialect) => kinds.map((kind) => ({ dialect, kind })));

/** The table: a row for each fault, and what came of the operations of each column. */
export function table(results: readonly CellResult[]): string {
	const rows = [
		['fault', ...columns.map(({ dialect, kind }) => `${dialect} ${kind}`)],
		...faultsIn(results).map((fault) => [
			fault,
			...columns.map(({ dialect, kind }) => {
				const cells = results.filter(
					({ plan }) =>
						plan.fault.name === fault && plan.dialect === dialect && plan.operation.kind === kind,
				);
				return summary(cells);
			}),
		]),
	];
	const widths = rows[0]!.map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows
		.map((row) =>
			row
				.map((text, column) => text.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** Each broken rule once per fault and dialect: which operations broke it, and what was seen. */
export function failures(results: readonly CellResult[]): string {
	const groups = new Map<string, { operations: Set<string>; detail: string }>();
	for (const { plan, violations } of results) {
		const { fault, dialect, operation, hits } = plan;
		for (const { kind, detail } of violations) {
			const at = operation.kind === 'command' && hits === 'query' ? ' (at the look before)' : '';
			const key = `${fault.name} | ${dialect} ${operation.kind}${at} | ${kind}`;
			const group = groups.get(key) ?? { operations: new Set(), detail };
			group.operations.add(operation.name);
			groups.set(key, group);
		}
	}
	return [...groups]
		.map(([key, { operations, detail }]) => `${key} | ${[...operations].join(', ')}\n    ${detail}`)
		.join('\n');
}

function faultsIn(results: readonly CellResult[]): string[] {
	return [...new Set(results.map(({ plan }) => plan.fault.name))];
}

function summary(cells: readonly CellResult[]): string {
	const counts = new Map<string, number>();
	for (const { violations } of cells) {
		for (const kind of new Set(violations.map((one) => one.kind))) {
			counts.set(kind, (counts.get(kind) ?? 0) + 1);
		}
	}
	if (counts.size === 0) return `ok ${cells.length}`;
	return [...counts].map(([kind, count]) => `${kind} ${count}/${cells.length}`).join(', ');
}
