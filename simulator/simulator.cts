import { serveManualApi, type ManualApi, type ManualApiOptions } from './manualApi.cts';
import { withPhones, type PhonesOptions, type WithPhones } from './withPhones.cts';

export interface SimulatorOptions extends Omit<ManualApiOptions, 'clock'>, PhonesOptions {
	family?: 'openVox';
}

/** An OpenVox UC, and what can be done to it. */
export type Simulator = WithPhones<ManualApi>;

export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	return withPhones((pbx, clock) => serveManualApi(pbx, { ...options, clock }), options);
}
