import type { EChartsOption } from 'echarts';
import { colours, faint, heading, ink, svgOf } from './chart.cts';

export interface Line {
	name: string;
	kind: keyof typeof colours;
	points: [x: number, y: number][];
}

export interface Panel {
	title: string;
	x: string;
	y: string;
	/** How the upward axis grows; the other one always grows tenfold. */
	scale: 'tenfold' | 'evenly';
	lines: Line[];
}

const panelWidth = 440;
const height = 340;

type Look = { symbol: 'circle' | 'diamond' | 'triangle' | 'rect'; dash: 'solid' | number[] };

const looks: Record<Line['kind'], Look> = {
	pbx: { symbol: 'circle', dash: 'solid' },
	rival: { symbol: 'diamond', dash: [8, 4] },
	other: { symbol: 'triangle', dash: [9, 3, 2, 3] },
	limit: { symbol: 'rect', dash: [2, 3] },
};

/** Panels beside each other, with one legend. */
export function linesChart(panels: readonly Panel[]): string {
	const option: EChartsOption = {
		title: panels.map(({ title }, n) => heading(title, n * panelWidth + 14)),
		legend: { bottom: 4, itemWidth: 46, itemGap: 36, textStyle: { color: ink } },
		grid: panels.map((_, n) => ({
			left: n * panelWidth + 64,
			width: panelWidth - 96,
			top: 62,
			bottom: 82,
		})),
		xAxis: panels.map(({ x }, gridIndex) => ({
			gridIndex,
			type: 'log' as const,
			name: x,
			nameLocation: 'middle' as const,
			nameGap: 26,
			...paint,
		})),
		yAxis: panels.map(({ y, scale }, gridIndex) => ({
			gridIndex,
			type: scale === 'tenfold' ? ('log' as const) : ('value' as const),
			name: y,
			...paint,
			nameTextStyle: { color: ink, align: 'left' as const, padding: [0, 0, 0, -30] },
		})),
		series: panels.flatMap(({ lines }, panel) =>
			lines.map(({ name, kind, points }) => ({
				type: 'line' as const,
				name,
				xAxisIndex: panel,
				yAxisIndex: panel,
				data: points,
				symbol: looks[kind].symbol,
				symbolSize: 8,
				lineStyle: { width: 2.5, type: looks[kind].dash },
				color: colours[kind],
			})),
		),
	};
	return svgOf(option, { width: panels.length * panelWidth, height });
}

const paint = {
	axisLabel: {
		color: ink,
		formatter: (value: number) => value.toLocaleString('en'),
	},
	nameTextStyle: { color: ink },
	splitLine: { lineStyle: { color: faint } },
};
