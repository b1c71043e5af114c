import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { hideDecorators } from "./firmware/editor/decorators.mjs";

const hostTime = [
  { name: "Date", message: "Take time from the simulator's clock." },
  { name: "performance", message: "Take time from the simulator's clock." },
  { name: "setTimeout", message: "Schedule an event on the simulator's queue." },
  { name: "setInterval", message: "Schedule an event on the simulator's queue." },
  { name: "setImmediate", message: "Schedule an event on the simulator's queue." },
  { name: "queueMicrotask", message: "Schedule an event on the simulator's queue." },
  { name: "process", message: "The simulator's core runs in a browser: nothing of Node here." },
  { name: "Buffer", message: "The simulator's core runs in a browser: nothing of Node here." },
];

/** AssemblyScript is parsed as TypeScript; its types are asc's business. */
const firmwareFiles = [
  "firmware/**/*.ts",
  "hal/drivers/**/*.ts",
  "hal/index.ts",
  "examples/**/*.ts",
  "docs/examples/**/*.ts",
  "docs/project/firmware/**/*.ts",
  "bench/firmware/**/*.ts",
  "test/**/*.firmware.ts",
  "test/compiler/async/constructs/**/*.ts",
];

const firmwareParser = {
  meta: { name: "wakeful-firmware" },
  parseForESLint: (text, options) => tseslint.parser.parseForESLint(hideDecorators(text), options),
};

export default tseslint.config(
  {
    ignores: [
      "dist",
      "out",
      "node_modules",
      ".cache",
      "hal/generated/bindings.ts",
      "firmware/editor/wakeful.d.ts",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts"],
    rules: {
      "no-undef": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  { files: ["*.config.ts"], rules: { "no-restricted-exports": "off" } },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        WebAssembly: "readonly",
        performance: "readonly",
        URL: "readonly",
      },
    },
  },
  { files: ["**/*.cjs"], languageOptions: { globals: { module: "writable" } } },
  {
    files: ["simulator/**/*.ts"],
    ignores: ["simulator/cli/**", "simulator/serve/**", "simulator/vitest/**", "simulator/web/**"],
    rules: {
      "no-restricted-globals": ["error", ...hostTime],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Draw from the simulator's seed." },
      ],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["node:*"],
              message: "The simulator's core runs in a browser: nothing of Node here.",
            },
          ],
        },
      ],
    },
  },
  {
    files: firmwareFiles,
    languageOptions: { parser: firmwareParser },
    rules: {
      "@typescript-eslint/no-extraneous-class": "off",
      // AssemblyScript has namespaces of constants; an enum member is an i32, whatever it is stored in.
      "@typescript-eslint/no-namespace": "off",
      "@typescript-eslint/no-inferrable-types": "off",
      "@typescript-eslint/no-unused-vars": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-empty-function": "off",
      "no-fallthrough": "off",
      "no-loss-of-precision": "off",
      "@typescript-eslint/no-loss-of-precision": "off",
      "prefer-const": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "TemplateLiteral",
          message: 'A template string allocates: use log("text {}", value).',
        },
        {
          // What `memory.data<u8>([1, 2])` is given lies in the module, and so does a StaticArray at the top.
          selector:
            ":not(CallExpression[callee.object.name='memory'][callee.property.name='data'], Program > VariableDeclaration > VariableDeclarator[id.typeAnnotation.typeAnnotation.typeName.name='StaticArray']) > ArrayExpression",
          message: "An array literal allocates: use memory.data or a static pool.",
        },
        {
          selector: ":not(ThrowStatement) > NewExpression",
          message: "`new` allocates: claim a slot from a pool, or embed the object.",
        },
      ],
    },
  },
);
