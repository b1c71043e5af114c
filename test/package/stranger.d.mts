export interface Tarballs {
  readonly wakeful: string;
  readonly create: string;
}

export declare function strangerEnv(): Record<string, string>;
export declare function run(program: string, argv: readonly string[], cwd: string): string;
export declare function pack(into: string): Tarballs;
export declare function create(tarballs: Tarballs, folder: string, dir: string): string;
export declare function install(project: string): string;
export declare function start(project: string): Promise<string>;
