export declare function drawPerformance(what: string): string | undefined;
