import { init, type EChartsOption } from 'echarts';

/** Legible to those who see colours differently; every line has a symbol and a dash of its own besides. */
export const colours = { pbx: '#d55e00', rival: '#0072b2', limit: '#5f6b7a', other: '#009e73' };

export const ink = '#1f2937';
export const faint = '#d5dae6';

export interface ChartSize {
	width: number;
	height: number;
}

/** An SVG with a ground of its own, so that it can be read on light and on dark pages. */
export function svgOf(option: EChartsOption, size: ChartSize): string {
	const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
	try {
		chart.setOption({
			animation: false,
			backgroundColor: '#ffffff',
			textStyle: { color: ink, fontFamily: 'system-ui, Segoe UI, Roboto, sans-serif' },
			...option,
		});
		return `${chart.renderToSVGString()}\n`;
	} finally {
		chart.dispose();
	}
}

export function heading(text: string, left: number) {
	return { text, left, top: 8, textStyle: { color: ink, fontSize: 14, fontWeight: 600 } as const };
}
