import { monitor } from './monitor';

/** Supervisor, agent and customer all hear each other. */
export const bargeIn = monitor('bargeIn');
