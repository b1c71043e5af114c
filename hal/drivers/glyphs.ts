/** Letters of 3 by 5 pixels: an octal digit is a row, and 4 its left pixel. From the space on, eight a line. */
// prettier-ignore
@lazy
const glyphs: StaticArray<u16> = [
  0o00000, 0o22202, 0o55000, 0o57575, 0o36736, 0o51245, 0o25253, 0o22000,
  0o12221, 0o42224, 0o05250, 0o02720, 0o00024, 0o00700, 0o00002, 0o11244,
  0o75557, 0o26227, 0o71747, 0o71717, 0o55711, 0o74717, 0o74757, 0o71111,
  0o75757, 0o75717, 0o02020, 0o02024, 0o12421, 0o07070, 0o42124, 0o71202,
  0o25743, 0o25755, 0o65656, 0o34443, 0o65556, 0o74647, 0o74644, 0o34553,
  0o55755, 0o72227, 0o11152, 0o55655, 0o44447, 0o57755, 0o65555, 0o25552,
  0o65644, 0o25563, 0o65655, 0o34216, 0o72222, 0o55557, 0o55552, 0o55775,
  0o55255, 0o55222, 0o71247, 0o64446, 0o44211, 0o31113, 0o25000, 0o00007,
];

/** The pixels of an ASCII character, the first row in the highest bits. What has none is a space. */
export function glyphOf(character: u8): u16 {
  // Small letters stand 32 behind their capitals.
  const index = character >= 97 && character <= 122 ? character - 64 : character - 32;
  return index < 64 ? unchecked(glyphs[index]) : 0;
}
