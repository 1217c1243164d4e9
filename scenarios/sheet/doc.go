// Package sheet reads CSV files of figures as spreadsheets and statistical offices
// leave them, and reads each text in them in one way.
//
// A file is UTF-8 or, with its mark, UTF-16; columns are parted by commas,
// semicolons or tabs; the first line holds headings, which are all different and may
// end in a unit: "china (kt)", "china_kg". Numbers have a point before decimals;
// what could be read as two numbers is refused, with what to write instead. Messages
// never show bytes or whole lines of a file that is something else.
package sheet
