export default {
  // Compiling takes some seconds the first time.
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
};
