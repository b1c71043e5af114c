/**
 * For tsserver, which serves VS Code and other editors: AssemblyScript has decorators on functions and
 * constants, and TypeScript, which knows them on classes only, marks each with an error (1206) that no
 * option turns off. This takes away those marks and no others.
 */
const DECORATORS_ARE_NOT_VALID_HERE = 1206;

/** Decorators that the compiler knows on functions and constants. */
const known = /@(builtin|external|global|inline|lazy|task|unsafe)\b/y;

function isKnownDecorator({ code, file, start }) {
  if (code !== DECORATORS_ARE_NOT_VALID_HERE || file === undefined) return false;
  known.lastIndex = start;
  return known.test(file.text);
}

function create({ languageService }) {
  return new Proxy(languageService, {
    get(service, name) {
      if (name !== "getSemanticDiagnostics") return service[name];
      return (file) => service.getSemanticDiagnostics(file).filter((d) => !isKnownDecorator(d));
    },
  });
}

module.exports = () => ({ create });
module.exports.isKnownDecorator = isKnownDecorator;
