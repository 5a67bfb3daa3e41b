import { TestEnvironment } from 'jest-environment-node';
import './environment.cts';

/** Hands the environment, which was opened outside of the sandbox of a test file, to the file. */
export default class SharedEnvironment extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		this.global.environment = environment;
	}
}
