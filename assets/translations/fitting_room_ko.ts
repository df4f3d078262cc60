<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo of a person here, or press Ctrl+O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fitting room did not end by itself last time. This text helps to find out why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text helps to find out what went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds no pictures and no names of files, and goes nowhere unless you paste it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FittingRoomWindow</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wearing %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose something to wear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tucked in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to see the photo as it was (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find actions, garments and people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters of an action, a garment or a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo of a person (Ctrl+O)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home: one person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stylist: several clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move only what must move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first one found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me as a mirror does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures are saved as others see you, with writing the right way round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG: every pixel as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG: smaller files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember the looks I make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to save looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save into %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>Fitting Room: second screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look on the second screen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WardrobePanel</name>
    <message>
        <source>Wardrobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dresses</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add garments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of garments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a lookbook…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the wardrobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find anything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop what is being done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take everything off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a picture in the mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the changed pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stylist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on a second screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Fitting Room</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Anna</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imani</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mei</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dalia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kofi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marco</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imani, webcam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breton T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunset T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bolt T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter tank top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oxford shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plaid shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chambray blouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zigzag long-sleeve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camel sweater</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue jeans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Olive chinos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khaki shorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plaid skirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black pencil skirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ditsy dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polka-dot dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flower dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wine-red dress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>“{file}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again, or choose another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it smaller in a photo program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the pictures in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has more than {most} megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a device, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, WebP or HEIC file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too small: {width} by {height} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture with at least {pixels} pixels on the shorter side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outfit is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a top, bottoms or a dress.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dress replaces both top and bottoms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the dress, or the other pieces, first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct its category, or put it in its own place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was put where {place} go, but it is filed under {category}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are both {category}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment could not be told from its background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photograph it lying flat or hanging, whole, on a plain surface of another colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person wears it in the picture; the top was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person wears it in the picture; the bottom piece was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person wears it in the picture; the dress was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is cut off by the edge of the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is hard to read in this picture; please check its category and outline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share:.0%} of “{name}” was hidden and has been guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tops can be seen on the person in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bottoms can be seen on the person in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dress can be seen on the person in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another category, or a picture of the garment alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a picture from the front, or one of the garment alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} people found; dressing the largest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No person was found in this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a photo that shows somebody from the front, from the head to the hips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {upper} and the {lower} cannot be seen in this photo, but {what} need them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is too dark to tell cloth from skin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it again with more light from the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is seen from behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a photo taken from the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is turned too far to the side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is sitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a photo of somebody who stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {part} cannot be seen in this photo, but {what} need them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back, so that the whole body fits into the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shoulders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>knees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read; they were kept as “{name}”, and the usual ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are from a newer fitting room; they were kept as “{name}”, and the usual ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no engine “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {engines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one with -o.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{folder}” could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be written ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a name that ends in .png, .jpg or .webp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures cannot be saved as “{ending}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left for “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not write into “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind} cannot hold {width} by {height} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left to remember this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that its disk is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or allow writing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is in use by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Fitting Room again: it will set the file aside and begin a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library was written by a newer version of Fitting Room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, or rename it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is too little memory for this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs or use a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the fitting room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or try another picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Opening the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marking what will change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncovering what lies beneath</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting it on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
