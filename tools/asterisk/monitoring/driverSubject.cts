import { Failure } from '../../../pbx/model/failure';
import { startMonitoring } from '../../../pbx/supervision/startMonitoring';
import type { Bench } from '../bench.cts';
import type { MonitoringSubject } from './monitoringSubject.cts';
import { realLine } from '../../../test/pbx/drivers/asterisk/realLine.cts';

/** Monitoring as the package does it: request, driver, session and signing, without an n8n around it. */
export function monitoringByDriver(bench: Bench): MonitoringSubject {
	const { pbx } = realLine(bench);
	const { monitoring } = pbx;
	return {
		name: 'the Asterisk driver',
		async start(mode, supervisor, monitored) {
			const request = { mode, supervisor, monitored, allowModeChange: true };
			succeed(await startMonitoring(pbx, request));
		},
		async changeMode(mode, supervisor, monitored) {
			succeed(await monitoring.changeMode?.({ supervisor, monitored }, mode));
		},
		async stop(supervisor, monitored) {
			succeed(await monitoring.stop?.({ supervisor, monitored }));
		},
	};
}

function succeed(result: unknown): void {
	if (result === undefined) throw new Error('The driver does not offer this.');
	if (result instanceof Failure) throw new Error(`${result.message}. ${result.remedy}`);
}
