/** An imported style sheet is its text, made smaller by the build. */
declare module "*.css" {
  const text: string;
  export default text;
}
