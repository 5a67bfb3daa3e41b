import type { EChartsOption } from 'echarts';
import { colours, heading, ink, svgOf } from './chart.cts';

export interface Bar {
	value: number;
	/** What stands behind the bar. */
	label: string;
}

/** The bars of one name, one below the other. */
export interface Row {
	name: string;
	kind: keyof typeof colours;
	/** For each panel. */
	bars: Bar[][];
}

export interface BarsSettings {
	/** The panels, beside each other. */
	titles: readonly string[];
	/** Pixels. */
	names: number;
	/** Pixels. */
	panel: number;
	/** The share of the panel that the labels need. */
	labels: number;
}

/** How opaque a colour is, as its last two digits; bar by bar of one row. */
const paler = ['ff', 'bb', '77'];

/** Lying bars. */
export function barsChart(rows: readonly Row[], settings: BarsSettings): string {
	const { titles, names, panel, labels } = settings;
	const barsInRow = Math.max(...rows.map((row) => row.bars[0]?.length ?? 0));
	const rowHeight = barsInRow * 17 + 13;
	const left = (n: number) => names + n * panel;
	const option: EChartsOption = {
		title: titles.map((title, n) => heading(title, left(n) - 4)),
		grid: titles.map((_, n) => ({
			left: left(n),
			width: panel * (1 - labels),
			top: 38,
			bottom: 30,
		})),
		xAxis: titles.map((_, gridIndex) => ({
			gridIndex,
			type: 'value' as const,
			splitNumber: 3,
			axisLabel: { color: ink },
			splitLine: { show: false },
		})),
		yAxis: titles.map((_, gridIndex) => ({
			gridIndex,
			type: 'category' as const,
			inverse: true,
			data: rows.map(({ name }) => name),
			axisTick: { show: false },
			axisLine: { lineStyle: { color: ink } },
			axisLabel:
				gridIndex === 0
					? { color: ink, fontSize: 12, width: names - 20, overflow: 'break' as const }
					: { show: false },
		})),
		series: titles.flatMap((_, gridIndex) =>
			Array.from({ length: barsInRow }, (_, n) => ({
				type: 'bar' as const,
				xAxisIndex: gridIndex,
				yAxisIndex: gridIndex,
				barWidth: 14,
				barGap: '20%',
				data: rows.map(({ kind, bars }) => {
					const bar = bars[gridIndex]?.[n] ?? { value: 0, label: '' };
					return {
						value: bar.value,
						itemStyle: { color: colours[kind] + paler[n % paler.length] },
						label: {
							show: true,
							position: 'right' as const,
							color: ink,
							fontSize: 11.5,
							formatter: bar.label,
						},
					};
				}),
			})),
		),
	};
	return svgOf(option, {
		width: names + titles.length * panel,
		height: rows.length * rowHeight + 68,
	});
}
